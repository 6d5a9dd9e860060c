package io.broadsheet.gateway.limit;

import java.util.function.Consumer;

import io.broadsheet.access.NamedProblem;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/**
 * A request that is refused at the edge, as the problem that its client is told.
 */
public final class Refusal extends ErrorResponseException {

	private Refusal(HttpStatus status, String name, String detail) {
		super(status, NamedProblem.of(status, name, detail), null);
	}

	/**
	 * Makes a refusal.
	 * @param status the HTTP status
	 * @param name the last part of the problem's type
	 * @param detail one sentence that helps the client
	 * @return the refusal
	 */
	public static Refusal of(HttpStatus status, String name, String detail) {
		return new Refusal(status, name, detail);
	}

	/** The rest of the request is not wanted, so the connection can't go on. */
	static Refusal ofBody(HttpStatus status, String name, String detail) {
		return new Refusal(status, name, detail).with((headers) -> headers.set(HttpHeaders.CONNECTION, "close"));
	}

	/**
	 * Adds headers to the answer.
	 * @param headers sets them
	 * @return the same refusal
	 */
	public Refusal with(Consumer<HttpHeaders> headers) {
		headers.accept(getHeaders());
		return this;
	}

}
