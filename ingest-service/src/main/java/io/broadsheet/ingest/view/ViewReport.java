package io.broadsheet.ingest.view;

import java.util.List;

/**
 * What became of the views of a request.
 *
 * @param accepted how many are on the log now
 * @param rejected which are not, and why
 */
record ViewReport(int accepted, List<Rejection> rejected) {

	/**
	 * A view that was not taken.
	 *
	 * @param index its place in the request, from 0
	 * @param reason {@code malformed}, {@code bot}, {@code too-old} or {@code in-future}
	 */
	record Rejection(int index, String reason) {

	}

}
