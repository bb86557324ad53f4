using Agent.Runtime.Native;

namespace Agent.Runtime.Shims;

/// <summary>
/// Carries out a <see cref="MountPlan"/> in a new mount namespace. Nothing of it is seen outside, but what a bidirectional
/// mount is meant to show.
/// </summary>
internal static class ContainerMounts
{
    // What stays writable under a read-only root, as runtimes leave it.
    private static readonly string[] AlwaysWritable = ["/dev", "/dev/pts", "/dev/shm", "/dev/mqueue", "/proc"];

    /// <summary>Enters a new mount namespace and makes the mounts.</summary>
    /// <exception cref="IOException">A source is missing, or the system refused a mount.</exception>
    public static void Apply(MountPlan plan)
    {
        Libc.Check(Libc.UnshareRaw(Libc.CloneNewNs), "unshare(CLONE_NEWNS)");

        // All sources are taken before anything is covered, and while they still belong to the host's peer groups, which is
        // what makes a bidirectional mount one.
        var trees = new int[plan.Binds.Count];
        for (var n = 0; n < trees.Length; n++)
        {
            trees[n] = Libc.CloneTree(plan.Binds[n].Source);
        }

        Libc.SetPropagation("/", Libc.MsSlave, recursive: true);
        if (plan.ReadOnlyRoot)
        {
            Libc.SetReadOnly("/", readOnly: true, recursive: true);
            MakeWritable(AlwaysWritable);
        }

        var points = new MountPoints(plan.Scratch);
        for (var n = 0; n < trees.Length; n++)
        {
            Attach(plan.Binds[n], trees[n], points);
        }

        if (plan.ReadOnlyRoot)
        {
            points.Seal();
        }

        foreach (var path in plan.ReadOnlyPaths)
        {
            if (FileFacts.OfPath(path, followLinks: true) is not null)
            {
                var tree = Libc.CloneTree(path);
                Libc.SetTreeReadOnly(tree, recursive: true);
                Libc.AttachTree(tree, path);
            }
        }

        foreach (var path in plan.MaskedPaths)
        {
            Mask(path);
        }
    }

    private static void Attach(BindMount bind, int tree, MountPoints points)
    {
        var target = points.Ensure(bind.Target, FileFacts.OfDescriptor(tree).IsDirectory);
        if (bind.ReadOnly)
        {
            Libc.SetTreeReadOnly(tree, bind.Recursive);
        }

        Libc.AttachTree(tree, target);
        if (bind.Propagation != BindPropagation.Bidirectional)
        {
            var kind = bind.Propagation == BindPropagation.Private ? Libc.MsPrivate : Libc.MsSlave;
            Libc.SetPropagation(target, kind, recursive: true);
        }

        points.Attached(target);
    }

    private static void Mask(string path)
    {
        if (FileFacts.OfPath(path, followLinks: true) is not { } facts)
        {
            return;
        }

        if (facts.IsDirectory)
        {
            Libc.Check(Libc.MountRaw("tmpfs", path, "tmpfs", (nuint)Libc.MsReadOnly, "size=0k"), $"mask {path}");
        }
        else
        {
            Libc.AttachTree(Libc.CloneTree("/dev/null"), path);
        }
    }

    private static void MakeWritable(string[] paths)
    {
        foreach (var path in paths)
        {
            try
            {
                Libc.SetReadOnly(path, readOnly: false, recursive: false);
            }
            catch (NativeException error) when (error.Errno is Errno.EINVAL or Errno.ENOENT)
            {
                // Not a mount of its own on this host, or not there.
            }
        }
    }
}
