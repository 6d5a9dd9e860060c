package io.broadsheet.ingest.problem;

/**
 * What is wrong with one field of a request.
 *
 * @param pointer where it is, as a JSON pointer of
 * <a href="https://www.rfc-editor.org/rfc/rfc6901.html">RFC 6901</a>
 * @param detail what is wrong with it
 */
public record FieldError(String pointer, String detail) {
}
