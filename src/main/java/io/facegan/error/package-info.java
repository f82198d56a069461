/** What the library throws when its user can put something right. */
package io.facegan.error;
