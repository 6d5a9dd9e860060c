package io.broadsheet.ingest.problem;

import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.broadsheet.ingest.ledger.answer.LedgerUnavailableException;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.bind.support.WebExchangeBindException;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.result.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.ServerWebInputException;

/**
 * Tells errors as problems: which field of a request is wrong, and whether it makes sense
 * to try again.
 */
@RestControllerAdvice
class Problems extends ResponseEntityExceptionHandler {

	private static final String RETRY_AFTER_SECONDS = "1";

	private static final String METRIC = "broadsheet.ingest.problems";

	private final MeterRegistry meters;

	Problems(MeterRegistry meters) {
		this.meters = meters;
	}

	@ExceptionHandler({ LedgerUnavailableException.class, KafkaException.class,
			org.springframework.kafka.KafkaException.class })
	Mono<ResponseEntity<Object>> handleUnavailable(Exception failure, ServerWebExchange exchange) {
		this.logger.warn("The log or what is kept of it can't be used", failure);
		HttpHeaders headers = new HttpHeaders();
		headers.set(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
		return answer(Problem.detail(HttpStatus.SERVICE_UNAVAILABLE, "temporarily-unavailable",
				"This can't be done just now. Try again; with the same Idempotency-Key a change takes effect once",
				Map.of()), headers, exchange);
	}

	@ExceptionHandler
	Mono<ResponseEntity<Object>> handleTooLarge(RecordTooLargeException failure, ServerWebExchange exchange) {
		return answer(Problem.detail(HttpStatus.CONTENT_TOO_LARGE, "content-too-large",
				"This is larger than the log takes", Map.of()), new HttpHeaders(), exchange);
	}

	@ExceptionHandler
	Mono<ResponseEntity<Object>> handleJson(JacksonException failure, ServerWebExchange exchange) {
		return answer(malformed(failure), new HttpHeaders(), exchange);
	}

	private Mono<ResponseEntity<Object>> answer(ProblemDetail problem, HttpHeaders headers,
			ServerWebExchange exchange) {
		return createResponseEntity(problem, headers, HttpStatusCode.valueOf(problem.getStatus()), exchange);
	}

	/** All problems are answered here, and so counted here. */
	@Override
	protected Mono<ResponseEntity<Object>> createResponseEntity(@Nullable Object body, @Nullable HttpHeaders headers,
			HttpStatusCode status, ServerWebExchange exchange) {
		if (body instanceof ProblemDetail problem) {
			Object route = exchange.getAttributeOrDefault(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE, "none");
			this.meters.counter(METRIC, "route", String.valueOf(route), "problem", String.valueOf(problem.getType()))
				.increment();
		}
		return super.createResponseEntity(body, headers, status, exchange);
	}

	@Override
	protected Mono<ResponseEntity<Object>> handleWebExchangeBindException(WebExchangeBindException ex,
			HttpHeaders headers, HttpStatusCode status, ServerWebExchange exchange) {
		List<FieldError> errors = ex.getFieldErrors()
			.stream()
			.map((error) -> new FieldError(pointer(error.getField()), String.valueOf(error.getDefaultMessage())))
			.sorted(Comparator.comparing(FieldError::pointer).thenComparing(FieldError::detail))
			.toList();
		return handleExceptionInternal(ex, Problem.invalidFields(errors), headers, HttpStatus.UNPROCESSABLE_CONTENT,
				exchange);
	}

	@Override
	protected Mono<ResponseEntity<Object>> handleServerWebInputException(ServerWebInputException ex,
			HttpHeaders headers, HttpStatusCode status, ServerWebExchange exchange) {
		ProblemDetail problem = inputProblem(ex);
		return handleExceptionInternal(ex, problem, headers, HttpStatusCode.valueOf(problem.getStatus()), exchange);
	}

	private static ProblemDetail inputProblem(ServerWebInputException ex) {
		JacksonException failure = jacksonFailure(ex);
		if (failure instanceof DatabindException && !failure.getPath().isEmpty()) {
			return Problem.invalidFields(List.of(new FieldError(pointer(failure), reason(failure))));
		}
		if (failure != null) {
			return malformed(failure);
		}
		return Problem.detail(HttpStatus.BAD_REQUEST, "invalid-request", String.valueOf(ex.getReason()), Map.of());
	}

	private static ProblemDetail malformed(JacksonException failure) {
		String what = (failure instanceof DatabindException) ? "The body " : "The body is not JSON: ";
		return Problem.detail(HttpStatus.BAD_REQUEST, "malformed-json", what + reason(failure), Map.of());
	}

	private static @Nullable JacksonException jacksonFailure(@Nullable Throwable failure) {
		if (failure == null || failure instanceof JacksonException) {
			return (JacksonException) failure;
		}
		return jacksonFailure(failure.getCause());
	}

	static String reason(JacksonException failure) {
		if (failure instanceof UnrecognizedPropertyException) {
			return "is not a field that is known here";
		}
		if (failure instanceof InvalidFormatException invalid && invalid.getTargetType() == OffsetDateTime.class) {
			return failure.getOriginalMessage();
		}
		if (failure instanceof DatabindException) {
			return "is not of the type that it should be";
		}
		return failure.getOriginalMessage().lines().findFirst().orElse("").replaceAll("\\s*\\((?:start|for).*", "");
	}

	static String pointer(JacksonException failure) {
		return failure.getPath()
			.stream()
			.map((reference) -> "/" + ((reference.getPropertyName() != null) ? reference.getPropertyName()
					: String.valueOf(reference.getIndex())))
			.collect(Collectors.joining());
	}

	static String pointer(String path) {
		String plain = path.replaceAll("\\.?<[^>]*>", "").replaceAll("\\[(\\d+)]", ".$1");
		return "/" + plain.replace('.', '/');
	}

}
