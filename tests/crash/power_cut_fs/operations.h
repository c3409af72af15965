// The disk as the kernel asks for it: one function for each system call that our programs make.
#pragma once

#define FUSE_USE_VERSION 35
#include <fuse.h>

namespace brigade::power_cut {

// The Disk is what fuse_new() is given as private data.
const fuse_operations& operations();

}  // namespace brigade::power_cut
