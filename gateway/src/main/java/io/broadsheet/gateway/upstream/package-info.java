/**
 * How the services behind the gateway are called, so that one of them that fails costs
 * its own routes alone.
 */
@NullMarked
package io.broadsheet.gateway.upstream;

import org.jspecify.annotations.NullMarked;
