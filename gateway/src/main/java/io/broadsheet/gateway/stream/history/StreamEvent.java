package io.broadsheet.gateway.stream.history;

/**
 * Something that changed for readers.
 *
 * @param partition the number of the partition that told it, among those of the stream
 * @param offset where it stands there
 * @param type what it is about: {@code article} or {@code ranking}
 * @param subject the article's or the list's id
 * @param position how far the log was read with it, which is its id for clients
 * @param data JSON for clients
 */
public record StreamEvent(int partition, long offset, String type, String subject, Position position, String data) {

	/** Something about an article. */
	public static final String ARTICLE = "article";

	/** A ranked list changed. */
	public static final String RANKING = "ranking";

	/**
	 * The same event for a client that knows more of other partitions than was read here
	 * at the time: its id must not take the client back.
	 * @param from up to where the client knows everything
	 * @return the event, itself if it need not differ
	 */
	public StreamEvent after(Position from) {
		Position later = this.position.max(from);
		return (later == this.position) ? this
				: new StreamEvent(this.partition, this.offset, this.type, this.subject, later, this.data);
	}

}
