/**
 * What browsers are told of every answer: from which other sites it may be read, and that
 * it is nothing else than what it says.
 */
@NullMarked
package io.broadsheet.gateway.browser;

import org.jspecify.annotations.NullMarked;
