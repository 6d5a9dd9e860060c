package io.broadsheet.events;

/**
 * Something that happened to an article and that readers may know of. In the order of
 * their revisions, the events of an article tell its whole public life; the last one
 * alone tells how it stands.
 */
public sealed interface ArticleEvent extends Event permits ArticlePublished, ArticleRevised, ArticleWithdrawn {

	/**
	 * The article.
	 * @return its id
	 */
	String articleId();

	/**
	 * The article's revision after this event.
	 * @return 1, 2, 3, …
	 */
	long revision();

	@Override
	default String subject() {
		return articleId();
	}

	@Override
	default String eventId() {
		return articleId() + "/" + revision();
	}

}
