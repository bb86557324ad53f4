namespace Agent.EndToEnd.Tests.Fixtures.Images;

/// <summary>The images every fixture imports.</summary>
internal static class LabImages
{
    /// <summary>Holds a sandbox's namespaces open.</summary>
    public static readonly TestImage Pause = new ImageBuilder("pause").Entrypoint("/bin/sleep", "2147483647").Build();

    /// <summary>No entrypoint; without a command it is a shell that ends at once.</summary>
    public static readonly TestImage Busybox = new ImageBuilder("busybox").Cmd("sh").Build();

    /// <summary>The same as <see cref="Busybox"/> by behaviour, another image by digest.</summary>
    public static readonly TestImage BusyboxNext = new ImageBuilder("busybox", "2").Cmd("sh").Label("release", "2").Build();

    /// <summary>A web server on port 80 that ends at once on SIGTERM.</summary>
    public static readonly TestImage Web = new ImageBuilder("web")
        .Entrypoint("sh", "-c", "trap 'exit 0' TERM; httpd -f -p 80 -h /www & wait $!").Build();

    /// <summary>Runs as user and group 1000.</summary>
    public static readonly TestImage NumericUser = new ImageBuilder("user").User("1000:1000").Cmd("id").Build();

    /// <summary>Runs as the user named app, who is 1000.</summary>
    public static readonly TestImage NamedUser = new ImageBuilder("named-user").User("app").Cmd("id").Build();

    /// <summary>Asks to be stopped by SIGUSR1: ends with 7 then, with 8 on SIGTERM.</summary>
    public static readonly TestImage StopSignal = new ImageBuilder("stop-signal").StopSignal("SIGUSR1")
        .Cmd("sh", "-c", "trap 'exit 7' USR1; trap 'exit 8' TERM; echo ready; while :; do sleep 3600 & wait $!; done").Build();

    /// <summary>Prints "entry" and its arguments.</summary>
    public static readonly TestImage Entrypoint = new ImageBuilder("entrypoint").Entrypoint("echo", "entry").Cmd("default").Build();

    /// <summary>Prints a line and ends with 3.</summary>
    public static readonly TestImage Failing = new ImageBuilder("failing").Cmd("sh", "-c", "echo failing; exit 3").Build();

    public static IReadOnlyList<TestImage> All { get; } =
        [Pause, Busybox, BusyboxNext, Web, NumericUser, NamedUser, StopSignal, Entrypoint, Failing];
}
