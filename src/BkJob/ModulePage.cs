namespace BkJob;

/// <summary>The page of the module: where <c>Get-Help -Online</c> leads.</summary>
internal static class ModulePage
{
    /// <summary>The same as ProjectUri of the manifest.</summary>
    public const string Address = "https://www.powershellgallery.com/packages/BkJob";
}
