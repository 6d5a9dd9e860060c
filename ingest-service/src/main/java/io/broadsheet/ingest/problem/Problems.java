package io.broadsheet.ingest.problem;

import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.broadsheet.ingest.ledger.answer.LedgerUnavailableException;
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

	@ExceptionHandler({ LedgerUnavailableException.class, KafkaException.class,
			org.springframework.kafka.KafkaException.class })
	ResponseEntity<ProblemDetail> handleUnavailable(Exception failure) {
		this.logger.warn("The log can't be written to", failure);
		HttpStatus status = HttpStatus.SERVICE_UNAVAILABLE;
		return ResponseEntity.status(status)
			.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
			.body(Problem.detail(status, "temporarily-unavailable",
					"This can't be done just now. Try again; with the same Idempotency-Key a change takes effect once",
					Map.of()));
	}

	@ExceptionHandler
	ResponseEntity<ProblemDetail> handleTooLarge(RecordTooLargeException failure) {
		HttpStatus status = HttpStatus.CONTENT_TOO_LARGE;
		return ResponseEntity.status(status)
			.body(Problem.detail(status, "content-too-large", "This is larger than the log takes", Map.of()));
	}

	@ExceptionHandler
	ResponseEntity<ProblemDetail> handleJson(JacksonException failure) {
		ProblemDetail problem = malformed(failure);
		return ResponseEntity.status(problem.getStatus()).body(problem);
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
