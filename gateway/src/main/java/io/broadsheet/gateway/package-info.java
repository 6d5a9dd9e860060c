/**
 * The edge: the one public address of all services.
 */
@NullMarked
package io.broadsheet.gateway;

import org.jspecify.annotations.NullMarked;
