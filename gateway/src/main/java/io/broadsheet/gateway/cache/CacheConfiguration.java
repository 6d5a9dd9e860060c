package io.broadsheet.gateway.cache;

import java.time.Clock;
import java.util.function.Supplier;

import io.broadsheet.gateway.browser.BrowserHeaders;
import io.broadsheet.gateway.cache.answer.AnswerWriter;
import io.broadsheet.gateway.cache.answer.ClientCaching;
import io.broadsheet.gateway.cache.store.AnswerCache;
import io.broadsheet.gateway.cache.store.CacheMetrics;
import io.broadsheet.gateway.cache.store.StoreSettings;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.ChannelOption;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.webflux.autoconfigure.WebHttpHandlerBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.reactive.DispatcherHandler;
import org.springframework.web.server.WebHandler;
import org.springframework.web.server.adapter.HttpWebHandlerAdapter;

/**
 * The cache, before everything else.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ StoreSettings.class, ClientCaching.class, PublicRequests.class })
class CacheConfiguration {

	@Bean
	Clock clock() {
		return Clock.systemUTC();
	}

	@Bean
	CacheMetrics cacheMetrics(MeterRegistry registry) {
		return new CacheMetrics(registry);
	}

	@Bean
	AnswerCache answerCache(StoreSettings settings, Clock clock, CacheMetrics metrics) {
		return new AnswerCache(settings, clock, metrics);
	}

	@Bean
	AnswerWriter answerWriter(ClientCaching clients, Clock clock) {
		return new AnswerWriter(clients, clock);
	}

	@Bean
	CacheHandler.Parts cacheHandlerParts(AnswerCache cache, PublicRequests requests, AnswerWriter writer,
			CacheMetrics metrics, StoreSettings settings, Clock clock, CachedRoutes routes, FailedFetch failed) {
		Misses misses = new Misses(new Fetch.Parts(cache, writer, settings, metrics, clock), failed);
		return new CacheHandler.Parts(cache, requests, writer, metrics, routes, misses);
	}

	@Bean
	WebHttpHandlerBuilderCustomizer cacheBeforeEverything(CacheHandler.Parts parts, Admission admission) {
		return (builder) -> builder.httpHandlerDecorator((next) -> new CacheHandler(next, admission, parts));
	}

	/** In the public server alone, not in the operators'. */
	@Bean
	WebServerFactoryCustomizer<NettyReactiveWebServerFactory> cacheBeforeReactorNetty(AnswerCache cache,
			AnswerWriter writer, BrowserHeaders browsers, CacheMetrics metrics, Clock clock) {
		WireAnswers answers = new WireAnswers(cache, writer, browsers, metrics, clock);
		// what threads share of Netty's newer allocator costs more than such answers do
		return (factory) -> factory.addServerCustomizers((server) -> EarlyAnswers
			.in(server.childOption(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT), answers));
	}

	@Bean
	InsideRoutes insideRoutes(ObjectProvider<DispatcherHandler> dispatcher, ObjectProvider<CacheHandler.Parts> parts) {
		// pages ask here, which are origins of routes themselves
		WebHandler routes = (exchange) -> dispatcher.getObject().handle(exchange);
		HttpHandler others = new HttpWebHandlerAdapter(routes);
		Supplier<CacheHandler> handler = SingletonSupplier
			.of(() -> new CacheHandler(others, (who, answer) -> true, parts.getObject()));
		return new InsideRoutes((request, response) -> handler.get().handle(request, response));
	}

}
