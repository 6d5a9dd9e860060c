package io.broadsheet.ingest.fetch;

import java.time.Clock;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import org.jspecify.annotations.Nullable;
import reactor.core.Exceptions;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.ByteBufFlux;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;

import org.springframework.boot.http.client.FilteredHostException;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.HttpRedirects;
import org.springframework.boot.http.client.InetAddressFilter;
import org.springframework.boot.http.client.ReactorHttpClientBuilder;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.NettyDataBufferFactory;

/**
 * Fetches documents by HTTP. The very addresses that are connected to are checked, so
 * neither a name nor a redirect leads into our own network.
 */
public final class Fetcher {

	private static final NettyDataBufferFactory BUFFERS = new NettyDataBufferFactory(ByteBufAllocator.DEFAULT);

	private final FetchLimits limits;

	private final Set<String> trustedHosts;

	private final Clock clock;

	private final HttpClient strangers;

	private final HttpClient trusted;

	/**
	 * Makes a fetcher.
	 * @param limits what a document may cost
	 * @param trustedHosts names of hosts, or literal addresses, that may be in our own
	 * network
	 * @param clock tells how long a server asks to be left alone
	 * @param client makes the requests; takes no connection from a pool
	 */
	public Fetcher(FetchLimits limits, Collection<String> trustedHosts, Clock clock, HttpClient client) {
		this.limits = limits;
		this.trustedHosts = trustedHosts.stream()
			.map((host) -> host.toLowerCase(Locale.ROOT))
			.collect(Collectors.toUnmodifiableSet());
		this.clock = clock;
		this.strangers = client(client, AddressPolicy.PUBLIC);
		this.trusted = client(client, AddressPolicy.PUBLIC_OR_PRIVATE);
	}

	private HttpClient client(HttpClient client, InetAddressFilter filter) {
		return new ReactorHttpClientBuilder().withHttpClientFactory(() -> client.disableRetry(true))
			.withoutHttpClientDefaults()
			.build(HttpClientSettings.defaults()
				.withRedirects(HttpRedirects.DONT_FOLLOW)
				.withConnectTimeout(this.limits.timeout())
				.withInetAddressFilter(filter));
	}

	/**
	 * Fetches a document.
	 * @param address where it is
	 * @param known the state of it that is known, if one is
	 * @param accept the media types that are wanted
	 * @return what came of it, never an error
	 */
	public Mono<Fetched> fetch(WebAddress address, Fetched.@Nullable Validators known, String accept) {
		Request request = new Request(known, accept);
		return Mono.defer(() -> follow(address, request, this.limits.maxRedirects()))
			.timeout(this.limits.timeout())
			.onErrorResume(Exception.class, (failure) -> Mono.just(unfetched(Exceptions.unwrap(failure))));
	}

	private Mono<Fetched> follow(WebAddress address, Request request, int redirectsLeft) {
		return ask(address, request).flatMap((answer) -> {
			String redirect = answer.redirect();
			if (redirect == null) {
				return Mono.fromCallable(() -> answer.fetched(address, this.limits, this.clock));
			}
			return (redirectsLeft > 0) ? follow(address.redirectedTo(redirect), request, redirectsLeft - 1)
					: Mono.just(new Fetched.Refused("more than " + this.limits.maxRedirects() + " redirects"));
		});
	}

	private Mono<Answer> ask(WebAddress address, Request request) {
		HttpClient client = this.trustedHosts.contains(address.host()) ? this.trusted : this.strangers;
		return client.headers((headers) -> request.write(headers, address))
			.get()
			.uri(address.uri())
			.response(this::answer)
			.single()
			.publishOn(Schedulers.boundedElastic());
	}

	private Mono<Answer> answer(HttpClientResponse response, ByteBufFlux body) {
		HttpHeaders headers = response.responseHeaders();
		int status = response.status().code();
		if (status != 200) {
			return Mono.just(new Answer(status, headers, new byte[0]));
		}
		int maxSize = (int) this.limits.maxSize().toBytes();
		return DataBufferUtils.join(body.retain().map(BUFFERS::wrap), maxSize).map((joined) -> {
			byte[] bytes = new byte[joined.readableByteCount()];
			joined.read(bytes);
			DataBufferUtils.release(joined);
			return bytes;
		}).defaultIfEmpty(new byte[0]).map((bytes) -> new Answer(status, headers, bytes));
	}

	private Fetched unfetched(Throwable failure) {
		if (failure instanceof FilteredHostException) {
			return new Fetched.Refused("the host is not on the public internet, and not trusted");
		}
		if (failure instanceof WebAddress.Objection objection) {
			return new Fetched.Refused(objection.reason());
		}
		if (failure instanceof DataBufferLimitException) {
			return Answer.tooLarge(this.limits.maxSize().toBytes());
		}
		if (failure instanceof TimeoutException) {
			return new Fetched.Failed("no complete answer within " + this.limits.timeout(), null);
		}
		return new Fetched.Failed(failure.getClass().getSimpleName() + ": " + failure.getMessage(), null);
	}

	/**
	 * What is said to each server on the way.
	 *
	 * @param known the state of the document that is known
	 * @param accept the media types that are wanted
	 */
	private record Request(Fetched.@Nullable Validators known, String accept) {

		void write(HttpHeaders headers, WebAddress address) {
			headers.set(HttpHeaderNames.USER_AGENT, "Broadsheet");
			headers.set(HttpHeaderNames.ACCEPT, this.accept);
			headers.set(HttpHeaderNames.ACCEPT_ENCODING, "gzip");
			if (this.known == null || !this.known.uri().equals(address.uri())) {
				return;
			}
			if (this.known.etag() != null) {
				headers.set(HttpHeaderNames.IF_NONE_MATCH, this.known.etag());
			}
			if (this.known.lastModified() != null) {
				headers.set(HttpHeaderNames.IF_MODIFIED_SINCE, this.known.lastModified());
			}
		}

	}

}
