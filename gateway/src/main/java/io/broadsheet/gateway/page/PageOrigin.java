package io.broadsheet.gateway.page;

import java.util.Set;
import java.util.function.Function;

import io.broadsheet.gateway.cache.Origin;
import io.broadsheet.gateway.cache.OriginAnswer;
import io.broadsheet.gateway.page.part.Part;
import io.broadsheet.gateway.page.part.Parts;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * Makes pages, which then are cached like what comes from an upstream.
 */
final class PageOrigin implements Origin {

	private static final String FRONT = "/api/v1/pages/front";

	private final Parts parts;

	private final FrontPage front;

	private final ArticlePage article;

	PageOrigin(Parts parts, PageSettings settings) {
		this.parts = parts;
		this.front = new FrontPage(settings);
		this.article = new ArticlePage(settings);
	}

	@Override
	public Mono<OriginAnswer> ask(ServerHttpRequest request) {
		String path = request.getURI().getRawPath();
		Function<String, Mono<Part>> ask = (address) -> this.parts.ask(request, address);
		Mono<PageAnswer> page = FRONT.equals(path) ? this.front.make(ask)
				: this.article.make(ask, path.substring(path.lastIndexOf('/') + 1));
		return page.map(PageOrigin::begun);
	}

	private static OriginAnswer begun(PageAnswer page) {
		HttpHeaders headers = new HttpHeaders();
		page.headers().forEach(headers::set);
		headers.setContentLength(page.body().length);
		@Nullable Set<String> keys = page.surrogateKeys();
		return new OriginAnswer(page.status(), headers, (keys != null) ? String.join(" ", keys) : null,
				Flux.just(DefaultDataBufferFactory.sharedInstance.wrap(page.body())), () -> {
				});
	}

}
