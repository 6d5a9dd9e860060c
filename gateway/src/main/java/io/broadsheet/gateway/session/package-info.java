/**
 * The sessions of browsers that log in: in memory, and no more than there is room for.
 */
@NullMarked
package io.broadsheet.gateway.session;

import org.jspecify.annotations.NullMarked;
