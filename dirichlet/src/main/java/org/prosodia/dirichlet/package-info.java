/**
 * The Dirichlet distribution over mixtures of K emotions, and its likelihood as a loss.
 *
 * <p>Read {@link org.prosodia.dirichlet.Dirichlet} first: density, moments, entropy, divergence, each beside its gradient. Then
 * {@link org.prosodia.dirichlet.DirichletLikelihood}, which puts it behind the logits of a network through a
 * {@link org.prosodia.dirichlet.Link} and an optional {@link org.prosodia.dirichlet.ConcentrationCap}. The rest:
 * {@link org.prosodia.dirichlet.Simplex} (checks and smoothing of targets), {@link org.prosodia.dirichlet.CrossEntropy} (the loss it
 * is compared with), {@link org.prosodia.dirichlet.DirichletSampler}, and two estimators, {@link org.prosodia.dirichlet.DirichletFit}
 * from points of the simplex and {@link org.prosodia.dirichlet.DirichletMultinomial} from votes.
 *
 * <p>Everything here works on one row of K numbers, has no state, and never changes its arguments.
 *
 * <p>References: the method, arXiv 2508.14920, equations 1 to 6; T. P. Minka, <i>Estimating a Dirichlet distribution</i> (2000);
 * G. Marsaglia and W. W. Tsang, <i>A simple method for generating gamma variables</i>, ACM TOMS 26 (2000).
 */
package org.prosodia.dirichlet;
