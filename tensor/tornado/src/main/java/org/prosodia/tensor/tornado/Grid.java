package org.prosodia.tensor.tornado;

/** Work items in three directions, and how many of them are a group in the first two. */
record Grid(int x, int y, int z, int groupX, int groupY) {
    /** At least so many items, in whole groups. */
    static Grid atLeast(int x, int y, int z, int groupX, int groupY) {
        return new Grid((x + groupX - 1) / groupX * groupX, (y + groupY - 1) / groupY * groupY, z, groupX, groupY);
    }
}
