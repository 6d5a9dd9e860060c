package io.broadsheet.ingest.audience;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

import io.broadsheet.ingest.problem.Problem;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.result.method.HandlerMethodArgumentResolver;
import org.springframework.web.server.ServerWebExchange;

/**
 * Gives handlers the {@link Sender} that they ask for.
 */
final class SenderArgumentResolver implements HandlerMethodArgumentResolver {

	private static final String VISITOR = "X-Visitor";

	private final Robots robots;

	SenderArgumentResolver(Robots robots) {
		this.robots = robots;
	}

	@Override
	public boolean supportsParameter(MethodParameter parameter) {
		return parameter.getParameterType() == Sender.class;
	}

	@Override
	public Mono<Object> resolveArgument(MethodParameter parameter, BindingContext context, ServerWebExchange exchange) {
		return Mono.fromSupplier(() -> sender(exchange.getRequest()));
	}

	private Sender sender(ServerHttpRequest request) {
		String userAgent = request.getHeaders().getFirst(HttpHeaders.USER_AGENT);
		if (userAgent == null || userAgent.isBlank()) {
			return new Sender(identity(request, null), false);
		}
		return new Sender(identity(request, userAgent), this.robots.isRobot(userAgent));
	}

	private static @Nullable String identity(ServerHttpRequest request, @Nullable String userAgent) {
		String visitor = request.getHeaders().getFirst(VISITOR);
		if (visitor != null) {
			return visitor(visitor);
		}
		return (userAgent != null) ? "from:" + address(request.getRemoteAddress()) + " " + userAgent : null;
	}

	/** Headers arrive as one character per byte; what apps send is UTF-8. */
	private static String visitor(String header) {
		String visitor = new String(header.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
		String identity = Sender.named(visitor);
		if (identity == null) {
			throw Problem.of(HttpStatus.BAD_REQUEST, "invalid-header",
					VISITOR + " must be 1 to " + Sender.LONGEST_VISITOR + " printable characters");
		}
		return identity;
	}

	private static String address(@Nullable InetSocketAddress remote) {
		if (remote == null) {
			return "unknown";
		}
		return (remote.getAddress() != null) ? remote.getAddress().getHostAddress() : remote.getHostString();
	}

}
