//! (openApi 管理).
