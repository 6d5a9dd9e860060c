package io.broadsheet.gateway.cache.answer;

/**
 * A response that takes answers as they are kept, because it is read inside of the
 * gateway and not by a client.
 */
public interface AnswerReceiver {

	/**
	 * Takes an answer, in place of its status, headers and body.
	 * @param answer the answer
	 * @param stale whether it stands in for a newer one that can't be had
	 */
	void receive(Answer answer, boolean stale);

}
