/**
 * How browsers log in at the OpenID provider, and out.
 */
@NullMarked
package io.broadsheet.gateway.login;

import org.jspecify.annotations.NullMarked;
