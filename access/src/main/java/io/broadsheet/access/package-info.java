/**
 * Who may do what, for every service that asks: bearer tokens, their roles, and the
 * problems of those who have none.
 */
@NullMarked
package io.broadsheet.access;

import org.jspecify.annotations.NullMarked;
