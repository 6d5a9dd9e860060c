/**
 * Views: what readers open, acknowledged by the log before it is by us.
 */
@NullMarked
package io.broadsheet.ingest.view;

import org.jspecify.annotations.NullMarked;
