package io.broadsheet.gateway.cache;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.broadsheet.gateway.cache.answer.AnswerReceiver;
import io.broadsheet.gateway.cache.store.Kept;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.server.ResponseStatusException;

/**
 * Fetches what the cache has not: once, however many ask for it at the same time. The
 * first who asks fetches as anybody might, the others wait for the same answer.
 */
final class Misses {

	/** After so many answers that were outdated when they came, everybody asks alone. */
	private static final int MOST_FLIGHTS = 3;

	private final Map<String, Flight> flights = new ConcurrentHashMap<>();

	private final Fetch.Parts parts;

	private final FailedFetch failed;

	Misses(Fetch.Parts parts, FailedFetch failed) {
		this.parts = parts;
		this.failed = failed;
	}

	/**
	 * Answers a client.
	 * @param visit what is asked
	 * @return completes when the client has its answer, whatever it is; fails if that
	 * breaks off
	 */
	Mono<Void> answer(Visit visit) {
		return Mono.defer(() -> answer(visit, 1))
			.then(Mono.defer(visit.response()::setComplete))
			.onErrorResume((failure) -> !visit.response().isCommitted(),
					(failure) -> this.failed.answer(failure, visit.request(), visit.response()))
			.doFinally((signal) -> measure(visit));
	}

	/** Neither parts of pages nor clients who left have waited for an answer. */
	private void measure(Visit visit) {
		HttpStatusCode status = visit.response().getStatusCode();
		if (status != null && visit.response().isCommitted() && !(visit.response() instanceof AnswerReceiver)) {
			this.parts.metrics().fetched(visit.route().path(), status, visit.waited().toNanos());
		}
	}

	private Mono<Void> answer(Visit visit, int turn) {
		String key = visit.key().variant();
		Flight running = this.flights.get(key);
		if (running == null) {
			Flight own = new Flight(this.parts.cache().moment());
			running = this.flights.putIfAbsent(key, own);
			if (running == null) {
				return lead(visit, own);
			}
		}
		return running.landing().flatMap((landing) -> follow(visit, landing, turn));
	}

	private Mono<Void> follow(Visit visit, Flight.Landing landing, int turn) {
		if (landing instanceof Flight.Landing.Shared shared && this.parts.cache().isFresh(shared.kept())) {
			this.parts.metrics().shared();
			return this.parts.writer().writeFresh(shared.kept().answer(), visit.request(), visit.response());
		}
		if (landing instanceof Flight.Landing.Failed) {
			return standIn(visit, new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE));
		}
		boolean isForOthers = !(landing instanceof Flight.Landing.NotForOthers);
		return (isForOthers && turn < MOST_FLIGHTS) ? answer(visit, turn + 1)
				: lead(visit, new Flight(this.parts.cache().moment()));
	}

	private Mono<Void> lead(Visit visit, Flight flight) {
		Kept there = find(visit);
		if (there != null && this.parts.cache().isFresh(there)) {
			land(visit, flight, new Flight.Landing.Shared(there));
			this.parts.metrics().hit();
			return this.parts.writer().writeFresh(there.answer(), visit.request(), visit.response());
		}
		this.parts.metrics().missed();
		boolean canStandIn = there != null && this.parts.cache().mayStandIn(there);
		Fetch fetch = new Fetch(this.parts, visit, flight, canStandIn, (landing) -> land(visit, flight, landing));
		return Mono.defer(visit::ask)
			.flatMap(fetch::receive)
			.onErrorResume((failure) -> recover(visit, flight, failure))
			.doFinally((signal) -> land(visit, flight, new Flight.Landing.AskAgain()));
	}

	private Mono<Void> recover(Visit visit, Flight flight, Throwable failure) {
		if (visit.response().isCommitted()) {
			return Mono.error(failure);
		}
		Kept last = find(visit);
		if (last != null) {
			this.parts.cache().letStandIn(last);
		}
		land(visit, flight, new Flight.Landing.Failed());
		return standIn(visit, failure);
	}

	private Mono<Void> standIn(Visit visit, Throwable failure) {
		Kept last = find(visit);
		if (last == null || !this.parts.cache().mayStandIn(last)) {
			return Mono.error(failure);
		}
		this.parts.metrics().stale();
		return this.parts.writer().writeStale(this.parts.cache().standIn(last), visit.request(), visit.response());
	}

	private @Nullable Kept find(Visit visit) {
		return this.parts.cache().find(visit.key().resource(), visit.key().variant());
	}

	/** Whoever asks from now on begins anew, so nobody gets an answer from before. */
	private void land(Visit visit, Flight flight, Flight.Landing landing) {
		this.flights.remove(visit.key().variant(), flight);
		flight.land(landing);
	}

}
