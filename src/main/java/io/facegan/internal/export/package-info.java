/** Internal: writes SavedModels and knows what is in them. Not public API. */
package io.facegan.internal.export;
