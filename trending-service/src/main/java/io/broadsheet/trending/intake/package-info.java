/**
 * Turns records of the topics that are read into what they tell, garbage included.
 */
@NullMarked
package io.broadsheet.trending.intake;

import org.jspecify.annotations.NullMarked;
