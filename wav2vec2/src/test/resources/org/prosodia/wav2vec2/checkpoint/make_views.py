"""Makes views.zip.bin, views.stream.bin, views.protocol4.bin and views.safetensors (torch 2.13, safetensors 0.8):
tensors of every kind a state dict holds.

The .bin files hold views (transposed, sliced, expanded, sharing a storage), the safetensors file the same values laid out densely.
"""
from collections import OrderedDict

import torch
from safetensors.torch import save_file

torch.manual_seed(1)
base = torch.randn(6, 8)
deep = torch.randn(2, 3, 4, 5)
tensors = OrderedDict(
    dense=base,
    rows=base[2:4],
    columns=base[:, 1:7:2],
    transposed=base.t(),
    permuted=deep.permute(3, 1, 0, 2),
    expanded=torch.randn(4, 1).expand(4, 3),
    scalar=torch.tensor(2.5),
    empty=torch.zeros(0, 3),
    parameter=torch.nn.Parameter(torch.randn(3)),
    half=torch.randn(5, 2).half().t(),
    bfloat16=torch.randn(5).bfloat16(),
    double=torch.randn(3, 2, dtype=torch.float64).t(),
    int64=torch.tensor([-(2**40), 7]),
    int32=torch.tensor([-5, 5], dtype=torch.int32),
    int16=torch.tensor([-300, 300], dtype=torch.int16),
    int8=torch.tensor([-128, 127], dtype=torch.int8),
    uint8=torch.tensor([0, 255], dtype=torch.uint8),
    bool=torch.tensor([True, False, True]),
)
tensors._metadata = OrderedDict({"": {"version": 1}})
nested = {"epoch": 3, "lr": 0.5, "note": None, "done": [True, 1, -70000, 2**50], "model": tensors}
torch.save(tensors, "views.zip.bin")
torch.save(nested, "views.stream.bin", _use_new_zipfile_serialization=False)
torch.save(tensors, "views.protocol4.bin", pickle_protocol=4)
save_file({name: t.detach().contiguous().clone() for name, t in tensors.items()}, "views.safetensors", {"format": "pt", "origin": "make_views.py"})
