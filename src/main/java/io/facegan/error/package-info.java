/** The exception for problems that the user of the library can fix. */
package io.facegan.error;
