package org.prosodia.pipeline.corpus.votes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.prosodia.dirichlet.Dirichlet;
import org.prosodia.dirichlet.DirichletSampler;
import org.prosodia.pipeline.corpus.EmotionVotes;

/** Clips with votes, made by tests. */
final class Ballots {
    private Ballots() {}

    static VotedClip clip(int intended, double... counts) {
        return new VotedClip("1001", intended, new EmotionVotes(Arrays.stream(counts).boxed().toList()));
    }

    /** Clips with 7 to 11 votes from mixtures of their own, drawn from the distribution. */
    static List<VotedClip> draw(int intended, Dirichlet distribution, int clips, long seed) {
        Random random = new Random(seed);
        List<VotedClip> drawn = new ArrayList<>();
        for (int clip = 0; clip < clips; clip++) {
            double[] mixture = DirichletSampler.sample(distribution, random);
            double[] counts = new double[mixture.length];
            int votes = 7 + random.nextInt(5);
            for (int vote = 0; vote < votes; vote++) {
                double u = random.nextDouble();
                int k = 0;
                while (k < mixture.length - 1 && u >= mixture[k]) {
                    u -= mixture[k++];
                }
                counts[k]++;
            }
            drawn.add(clip(intended, counts));
        }
        return drawn;
    }
}
