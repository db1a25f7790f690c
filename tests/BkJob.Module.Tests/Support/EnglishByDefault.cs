using System.Globalization;
using System.Runtime.CompilerServices;

namespace BkJob.Module.Tests;

/// <summary>The tests read English messages, whatever language the machine speaks.</summary>
internal static class EnglishByDefault
{
    [ModuleInitializer]
    internal static void Set() =>
        CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en-US");
}
