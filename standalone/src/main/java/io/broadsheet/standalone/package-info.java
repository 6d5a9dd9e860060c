/**
 * Broadsheet on one machine without Docker: embedded servers, the services as child
 * processes, a sample edition.
 */
@NullMarked
package io.broadsheet.standalone;

import org.jspecify.annotations.NullMarked;
