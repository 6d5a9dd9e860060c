/**
 * What is reachable from outside: a table of routes, and the upstreams behind them.
 */
@NullMarked
package io.broadsheet.gateway.route;

import org.jspecify.annotations.NullMarked;
