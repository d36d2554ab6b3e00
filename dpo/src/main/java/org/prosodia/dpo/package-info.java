/**
 * Direct Preference Optimization over densities: a person preferred one emotion sequence of a clip to another, and the policy is moved to
 * give the preferred one more density than a frozen reference does.
 *
 * <p>Read {@link org.prosodia.dpo.PreferencePair} first (what is compared), then {@link org.prosodia.dpo.DpoLoss} (equation 7 of the
 * method and its sequence-level relatives), {@link org.prosodia.dpo.PreferenceLoss} (what a margin costs) and
 * {@link org.prosodia.dpo.DpoMetrics} (what to watch).
 *
 * <p>Everything here works on log-densities per frame, has no state, and never changes its arguments.
 *
 * <p>References: the method, arXiv 2508.14920; R. Rafailov et al., <i>Direct Preference Optimization</i>, arXiv 2305.18290.
 */
package org.prosodia.dpo;
