/**
 * The API's own documentation: what can be asked, what happens on the log, and what each
 * type of problem means.
 */
@NullMarked
package io.broadsheet.gateway.docs;

import org.jspecify.annotations.NullMarked;
