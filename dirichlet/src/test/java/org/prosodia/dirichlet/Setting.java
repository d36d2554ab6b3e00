package org.prosodia.dirichlet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What a property is checked on: two distributions, a point, logits and votes over the same categories. Kept category by category, so that
 * a counterexample shrinks to the few categories that it needs.
 */
record Setting(List<Category> categories) {

    /**
     * @param alpha concentration in the one distribution
     * @param beta concentration in the other
     * @param weight of the point, before normalisation
     * @param z logit, or coordinate of a direction
     * @param votes how many of them
     * @param rank place in another order of the categories
     */
    record Category(double alpha, double beta, double weight, double z, int votes, int rank) {

        /** Two categories counted as one. */
        Category plus(Category other) {
            return new Category(alpha + other.alpha, beta + other.beta, weight + other.weight, z + other.z, votes + other.votes, rank);
        }
    }

    int size() {
        return categories.size();
    }

    double[] alpha() {
        return column(Category::alpha);
    }

    double[] beta() {
        return column(Category::beta);
    }

    /** The point y: weights over their sum. */
    double[] y() {
        double[] weights = column(Category::weight);
        double sum = Arrays.stream(weights).sum();
        return Arrays.stream(weights).map(weight -> weight / sum).toArray();
    }

    double[] z() {
        return column(Category::z);
    }

    int[] votes() {
        return categories.stream().mapToInt(Category::votes).toArray();
    }

    Dirichlet distribution() {
        return Dirichlet.of(alpha());
    }

    Dirichlet other() {
        return Dirichlet.of(beta());
    }

    /** The same in the order of the ranks. */
    Setting reordered() {
        return new Setting(categories.stream().sorted(Comparator.comparingInt(Category::rank)).toList());
    }

    /** The same with the first two categories counted as one. */
    Setting merged() {
        List<Category> merged = new ArrayList<>(categories.subList(1, size()));
        merged.set(0, categories.get(0).plus(categories.get(1)));
        return new Setting(merged);
    }

    /** The first two categories alone. */
    Setting firstTwo() {
        return new Setting(categories.subList(0, 2));
    }

    /** The same with another weight of a category in the point. */
    Setting withWeight(int k, double weight) {
        List<Category> changed = new ArrayList<>(categories);
        Category c = changed.get(k);
        changed.set(k, new Category(c.alpha, c.beta, weight, c.z, c.votes, c.rank));
        return new Setting(changed);
    }

    private double[] column(ToDoubleFunction<Category> field) {
        return categories.stream().mapToDouble(field).toArray();
    }

    @Override
    public String toString() {
        int[] ranks = categories.stream().mapToInt(Category::rank).toArray();
        return "α " + Arrays.toString(alpha()) + ", β " + Arrays.toString(beta()) + ", y " + Arrays.toString(y())
                + ", z " + Arrays.toString(z()) + ", votes " + Arrays.toString(votes()) + ", ranks " + Arrays.toString(ranks);
    }
}
