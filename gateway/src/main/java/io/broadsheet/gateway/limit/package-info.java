/**
 * How much one client may ask for: how often, how large, how slowly, and how oddly.
 */
@NullMarked
package io.broadsheet.gateway.limit;

import org.jspecify.annotations.NullMarked;
