package io.broadsheet.ingest.article;

import io.broadsheet.ingest.field.PlainText;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/**
 * Asks to take an article away from readers.
 *
 * @param reason why, in words for readers
 */
record WithdrawalRequest(@NotBlank @Size(max = 500) @PlainText String reason) {
}
