/**
 * What fields of requests may contain, the same for articles and for collections.
 */
@NullMarked
package io.broadsheet.ingest.field;

import org.jspecify.annotations.NullMarked;
