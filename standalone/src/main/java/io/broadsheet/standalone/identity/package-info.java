/**
 * The embedded OpenID provider, with users and clients for demonstrations.
 */
@NullMarked
package io.broadsheet.standalone.identity;

import org.jspecify.annotations.NullMarked;
