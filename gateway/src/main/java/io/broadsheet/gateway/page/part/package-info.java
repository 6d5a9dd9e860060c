/**
 * Asks the gateway's own routes for the parts of a page, as a reader would.
 */
@NullMarked
package io.broadsheet.gateway.page.part;

import org.jspecify.annotations.NullMarked;
