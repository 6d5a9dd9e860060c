package io.broadsheet.ingest.ledger.answer;

import io.broadsheet.ingest.ledger.Outcome;

/**
 * The ledger's answer to one command, as it stands on the topic of outcomes.
 *
 * @param commandId the command
 * @param articleId the article that it was about
 * @param outcome what came of it
 */
public record Answer(String commandId, String articleId, Outcome outcome) {
}
