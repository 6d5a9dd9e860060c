/**
 * How errors of the gateway itself are told to clients: as problems of RFC 9457.
 */
@NullMarked
package io.broadsheet.gateway.problem;

import org.jspecify.annotations.NullMarked;
