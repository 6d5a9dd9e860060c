package io.broadsheet.ingest.imports.item;

/**
 * A document as a whole can't be read; nothing of it was imported. The message says why,
 * in words for whoever sent it.
 */
public class UnreadableDocumentException extends RuntimeException {

	/**
	 * For a document that was refused without trying.
	 * @param reason one sentence
	 */
	public UnreadableDocumentException(String reason) {
		super(reason);
	}

	/**
	 * For a document that a reader gave up on.
	 * @param reason one sentence
	 * @param cause what the reader said
	 */
	public UnreadableDocumentException(String reason, Throwable cause) {
		super(reason, cause);
	}

}
