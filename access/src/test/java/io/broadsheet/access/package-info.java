/**
 * What is promised of tokens, apart from the services that ask for them.
 */
@NullMarked
package io.broadsheet.access;

import org.jspecify.annotations.NullMarked;
