/**
 * Who asks, a bearer token's holder or a browser's logged-in user, and whether a route is
 * for them.
 */
@NullMarked
package io.broadsheet.gateway.guard;

import org.jspecify.annotations.NullMarked;
