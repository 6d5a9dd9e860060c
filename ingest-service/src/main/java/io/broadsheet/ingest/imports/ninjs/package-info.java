/**
 * <a href="https://iptc.org/standards/ninjs/">IPTC ninjs</a> 3: what news agencies send.
 */
@NullMarked
package io.broadsheet.ingest.imports.ninjs;

import org.jspecify.annotations.NullMarked;
