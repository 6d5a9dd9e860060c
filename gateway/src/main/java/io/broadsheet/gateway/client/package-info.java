/**
 * Who asks: the client's address, also when it comes through proxies.
 */
@NullMarked
package io.broadsheet.gateway.client;

import org.jspecify.annotations.NullMarked;
