/**
 * What the ingest service promises when it runs as several instances, and when they die.
 */
@NullMarked
package io.broadsheet.ingest.scale;

import org.jspecify.annotations.NullMarked;
