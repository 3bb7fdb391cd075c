using System.Runtime.InteropServices;

namespace KnowledgeGraph.Store;

/// <summary>Lets a thread give way to others. Linux knows priorities of threads by their nice value alone (setpriority(2)).</summary>
public static class LowPriority
{
    private const int ThisThread = 0;
    private const int Nice = 10;

    /// <summary>Lowers the priority of the calling thread for the rest of its life; nothing happens where that is not possible.</summary>
    public static void Take()
    {
        if (OperatingSystem.IsLinux())
        {
            _ = NativeMethods.SetPriority(0, ThisThread, Nice);
        }
    }

    private static class NativeMethods
    {
        [DllImport("libc", EntryPoint = "setpriority")]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        internal static extern int SetPriority(int which, int who, int priority);
    }
}
