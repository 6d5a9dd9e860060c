/**
 * What editors see of articles and readers don't: drafts on the schedule, withdrawn
 * texts, the history of each article.
 */
@NullMarked
package io.broadsheet.ingest.newsroom;

import org.jspecify.annotations.NullMarked;
