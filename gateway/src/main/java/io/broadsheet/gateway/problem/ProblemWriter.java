package io.broadsheet.gateway.problem;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.ErrorResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;

/**
 * Tells errors that no route sees, those of filters and of headers that can't be read, as
 * problems too, whatever the client says that it accepts.
 */
final class ProblemWriter implements WebExceptionHandler, Ordered {

	private static final Map<HttpStatus, String> NAMES = Map.of(HttpStatus.BAD_REQUEST, "bad-request",
			HttpStatus.NOT_FOUND, "not-found", HttpStatus.METHOD_NOT_ALLOWED, "method-not-allowed",
			HttpStatus.NOT_ACCEPTABLE, "not-acceptable", HttpStatus.UNSUPPORTED_MEDIA_TYPE, "unsupported-media-type",
			HttpStatus.CONTENT_TOO_LARGE, "content-too-large");

	private final JsonMapper json;

	ProblemWriter(JsonMapper json) {
		this.json = json;
	}

	@Override
	public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
		if (!(failure instanceof ErrorResponse told) || exchange.getResponse().isCommitted()
				|| (told.getStatusCode().is5xxServerError() && isUnnamed(told.getBody()))) {
			return Mono.error(failure);
		}
		return write(told, exchange.getRequest(), exchange.getResponse());
	}

	/**
	 * Writes a problem.
	 * @param told the problem, and headers that belong to it
	 * @param request what was asked
	 * @param response where nothing was written yet
	 * @return completes when it is written
	 */
	Mono<Void> write(ErrorResponse told, ServerHttpRequest request, ServerHttpResponse response) {
		HttpStatusCode status = status(told);
		response.setStatusCode(status);
		HttpHeaders headers = response.getHeaders();
		headers.putAll(told.getHeaders());
		headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
		headers.remove(HttpHeaders.CONTENT_ENCODING);
		byte[] body = this.json.writeValueAsBytes(describe(told.getBody(), status, request));
		headers.setContentLength(body.length);
		return response.writeWith(Mono.fromSupplier(() -> response.bufferFactory().wrap(body)));
	}

	/** A method that nothing takes is asked of an address where nothing is. */
	private static HttpStatusCode status(ErrorResponse told) {
		boolean isNowhere = told.getStatusCode().isSameCodeAs(HttpStatus.METHOD_NOT_ALLOWED)
				&& !told.getHeaders().containsHeader(HttpHeaders.ALLOW);
		return isNowhere ? HttpStatus.NOT_FOUND : told.getStatusCode();
	}

	private static Map<String, Object> describe(ProblemDetail problem, HttpStatusCode status,
			ServerHttpRequest request) {
		HttpStatus standard = HttpStatus.resolve(status.value());
		Map<String, Object> description = new LinkedHashMap<>();
		String name = (standard != null) ? NAMES.get(standard) : null;
		description.put("type",
				(isUnnamed(problem) && name != null) ? "/problems/" + name : String.valueOf(problem.getType()));
		description.put("title", (standard != null) ? standard.getReasonPhrase() : "Error");
		description.put("status", status.value());
		if (problem.getDetail() != null) {
			description.put("detail", problem.getDetail());
		}
		description.put("instance", request.getPath().value());
		return description;
	}

	private static boolean isUnnamed(ProblemDetail problem) {
		@Nullable URI type = problem.getType();
		return type == null || type.toString().equals("about:blank");
	}

	/** Just before Spring Boot's own. */
	@Override
	public int getOrder() {
		return -2;
	}

}
