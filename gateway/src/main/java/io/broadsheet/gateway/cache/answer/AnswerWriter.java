package io.broadsheet.gateway.cache.answer;

import java.time.Clock;
import java.time.Duration;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;

/**
 * Gives kept answers to clients: to each in the coding that it takes, or a 304 if it has
 * the answer already. Ranges are not served, so a request for one gets the whole.
 */
public final class AnswerWriter {

	private static final String WARNING = "110 - \"Response is Stale\"";

	private static final String ASK_AGAIN = "no-cache";

	private static final Pattern REFUSES_GZIP = Pattern.compile("(?i)(^|[,\\s])gzip\\s*;\\s*q=0(\\.0*)?\\s*(,|$)");

	private final ClientCaching clients;

	private final Clock clock;

	/**
	 * Creates the writer.
	 * @param clients what clients and CDNs are told to keep
	 * @param clock the clock
	 */
	public AnswerWriter(ClientCaching clients, Clock clock) {
		this.clients = clients;
		this.clock = clock;
	}

	/**
	 * Gives an answer that is known to be true.
	 * @param answer the answer
	 * @param request what the client asked
	 * @param response where to write to
	 * @return completes when it is written
	 */
	public Mono<Void> writeFresh(Answer answer, ServerHttpRequest request, ServerHttpResponse response) {
		long now = this.clock.millis();
		return write(answer, answer.age(now), cacheControl(answer, now), null, request, response);
	}

	private String cacheControl(Answer answer, long now) {
		return this.clients.header(answer.age(now), answer.freshFor(now), answer.terms().timed());
	}

	/**
	 * The headers of an answer that is known to be true and goes out as a whole, but for
	 * what browsers are told of every answer.
	 * @param answer the answer
	 * @param compressed whether it goes out compressed, which not all are
	 * @return the headers
	 */
	public HttpHeaders wholeAndFresh(Answer answer, boolean compressed) {
		long now = this.clock.millis();
		HttpHeaders headers = new HttpHeaders();
		answer.headers().forEach(headers::set);
		describe(answer.age(now), cacheControl(answer, now), headers);
		describeBody(answer, compressed, headers);
		return headers;
	}

	/**
	 * Gives an answer that stood for something else a moment ago.
	 * @param answer the answer
	 * @param request what the client asked
	 * @param response where to write to
	 * @return completes when it is written
	 */
	public Mono<Void> writePassing(Answer answer, ServerHttpRequest request, ServerHttpResponse response) {
		return write(answer, answer.age(this.clock.millis()), ASK_AGAIN, null, request, response);
	}

	/**
	 * Gives the last answer because there is no newer one, and says so.
	 * @param answer the answer
	 * @param request what the client asked
	 * @param response where to write to
	 * @return completes when it is written
	 */
	public Mono<Void> writeStale(Answer answer, ServerHttpRequest request, ServerHttpResponse response) {
		return write(answer, answer.age(this.clock.millis()), ASK_AGAIN, WARNING, request, response);
	}

	/**
	 * Gives an answer that changes with the gateway's version alone.
	 * @param answer the answer
	 * @param maxAge for how long clients may use it without asking
	 * @param request what the client asked
	 * @param response where to write to
	 * @return completes when it is written
	 */
	public Mono<Void> writeConstant(Answer answer, Duration maxAge, ServerHttpRequest request,
			ServerHttpResponse response) {
		return write(answer, Duration.ZERO, "public, max-age=" + maxAge.toSeconds(), null, request, response);
	}

	private static Mono<Void> write(Answer answer, Duration age, String cacheControl, @Nullable String warning,
			ServerHttpRequest request, ServerHttpResponse response) {
		if (response instanceof AnswerReceiver receiver) {
			receiver.receive(answer, warning != null);
			return response.setComplete();
		}
		HttpHeaders headers = response.getHeaders();
		headers.clear();
		boolean notModified = Conditions.isNotModified(request.getHeaders(), answer);
		answer.headers().forEach((name, value) -> {
			if (!notModified || !name.regionMatches(true, 0, "Content-", 0, 8)) {
				headers.set(name, value);
			}
		});
		describe(age, cacheControl, headers);
		if (warning != null) {
			headers.set(HttpHeaders.WARNING, warning);
		}
		if (notModified) {
			response.setStatusCode(HttpStatus.NOT_MODIFIED);
			return response.setComplete();
		}
		response.setStatusCode(answer.status());
		return writeBody(answer, request, response);
	}

	private static Mono<Void> writeBody(Answer answer, ServerHttpRequest request, ServerHttpResponse response) {
		boolean compressed = isCompressedFor(request.getHeaders().getFirst(HttpHeaders.ACCEPT_ENCODING), answer);
		byte[] body = answer.body(compressed);
		describeBody(answer, compressed, response.getHeaders());
		if (body.length == 0 || HttpMethod.HEAD.equals(request.getMethod())) {
			return response.setComplete();
		}
		return response.writeWith(Mono.just(response.bufferFactory().wrap(body)));
	}

	private static void describe(Duration age, String cacheControl, HttpHeaders headers) {
		headers.set(HttpHeaders.AGE, Long.toString(age.toSeconds()));
		headers.set(HttpHeaders.CACHE_CONTROL, cacheControl);
	}

	private static void describeBody(Answer answer, boolean compressed, HttpHeaders headers) {
		if (compressed) {
			headers.set(HttpHeaders.CONTENT_ENCODING, "gzip");
		}
		headers.setContentLength(answer.body(compressed).length);
	}

	/**
	 * Whether a client gets an answer compressed.
	 * @param accepted its {@code Accept-Encoding}, or null if it has none
	 * @param answer the answer
	 * @return true if the client takes it so and it is worth it
	 */
	public static boolean isCompressedFor(@Nullable String accepted, Answer answer) {
		return answer.isCompressible() && accepted != null && accepted.contains("gzip")
				&& (accepted.indexOf(';') < 0 || !REFUSES_GZIP.matcher(accepted).find());
	}

}
